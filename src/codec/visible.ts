/** C0, DEL, C1, line separators, bidirectional controls: what could play tricks on a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\u061c]/g;

const escaped = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text for a terminal: whatever could steer it is shown escaped. */
export function visible(text: string): string {
  return text.replace(HIDDEN, escaped);
}

/** JSON text, where JSON's own escapes say the same; line breaks between the values stay. */
export function visibleJson(json: string): string {
  return json.replace(HIDDEN, (c) => (c === '\n' ? c : escaped(c)));
}
