/** The UTF-16 units of a text as numbers: reading a string unit by unit costs more than one copy. */
export function unitsOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  const units = new Uint16Array(text.length);
  new Uint8Array(units.buffer).set(bytes);
  return units;
}
