import { dns } from './application/dns.js';
import { catalog } from './common.js';

/** The one list: all protocols. To add one: its file, and its name here. */
catalog.add([dns]);

export { catalog };
