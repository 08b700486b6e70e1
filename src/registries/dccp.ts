import { names } from '../codec/names.js';

export const dccpTypes = names({
  request: [0, 'Request'],
  response: [1, 'Response'],
  data: [2, 'Data'],
  ack: [3, 'Ack'],
  data_ack: [4, 'DataAck'],
  close_req: [5, 'CloseReq'],
  close: [6, 'Close'],
  reset: [7, 'Reset'],
  sync: [8, 'Sync'],
  sync_ack: [9, 'SyncAck'],
  listen: [10, 'Listen'],
});
