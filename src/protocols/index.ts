import { catalog } from './common.js';
import * as protocols from './list.js';

// The common ones are in it already.
catalog.add(Object.values(protocols).filter((p) => !catalog.protocols.includes(p)));

export { catalog };
