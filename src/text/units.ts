/** Texts up to this length share one room; a longer one gets its own. */
const SHARED = 1 << 18;
/** Zeros behind the last unit, so that a reader may look ahead without asking where the text ends. */
const BEHIND = 8;

const room = new Uint16Array(SHARED + BEHIND);
const roomBytes = Buffer.from(room.buffer);

/**
 * The UTF-16 units of a text as numbers, followed by at least eight zeros: reading a string unit by unit costs more than one copy.
 * The array is longer than the text, and holds it only until the next call.
 */
export function unitsOf(text: string): Uint16Array {
  const { length } = text;
  if (length > SHARED) {
    const units = new Uint16Array(length + BEHIND);
    Buffer.from(units.buffer).write(text, 'utf16le');
    return units;
  }
  roomBytes.write(text, 0, 'utf16le');
  room.fill(0, length, length + BEHIND);
  return room;
}
