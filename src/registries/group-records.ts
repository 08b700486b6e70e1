import { names } from '../codec/names.js';

/** What a report says of a group, by IGMP and by MLD (RFC 3376, 4.2.12; RFC 3810, 5.2.12). */
export const groupRecords = names({
  is_include: [1, 'Mode is include'],
  is_exclude: [2, 'Mode is exclude'],
  to_include: [3, 'Change to include mode'],
  to_exclude: [4, 'Change to exclude mode'],
  allow: [5, 'Allow new sources'],
  block: [6, 'Block old sources'],
});
