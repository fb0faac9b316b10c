/** What the bytes 0x80 to 0x9F mean in windows-1252; elsewhere it is Latin-1. Unused ones stay control characters. */
export const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
