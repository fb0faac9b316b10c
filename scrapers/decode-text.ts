import { isUtf8 } from 'node:buffer';
import { WINDOWS_1252 } from './tables/windows-1252.js';

const LABELLED = /charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{1,40})/i;
const XML_LABEL = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']/i;

const decoderOf = (label: string): InstanceType<typeof TextDecoder> | null => {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
};

/** Node 20 decodes windows-1252 as Latin-1, so dashes and quotes come out as control characters; this does not. */
function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009F]/g, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));
}

/** Share of characters that could not be decoded is what tells a wrongly labelled page from one with a broken byte. */
function utf8OrWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  // The mark of a broken character may also be written in good UTF-8: what was broken was broken before.
  if (!text.includes('\uFFFD') || isUtf8(bytes)) return text;
  const broken = text.split('\uFFFD').length - 1;
  let wellFormed = 0;
  for (const character of text) if (character > '\u007F' && character !== '\uFFFD') wellFormed += 1;
  return wellFormed > broken ? text : windows1252(bytes);
}

/**
 * Bytes of a page as text: a byte-order mark decides, then the header's charset, then what an XML or HTML page says of itself, then UTF-8.
 * Bytes that are labelled UTF-8 and are not are read as windows-1252. The mark is removed.
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return utf8OrWindows1252(bytes.subarray(3));
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  const label =
    LABELLED.exec(contentType ?? '')?.[1] ?? XML_LABEL.exec(head)?.[1] ?? (/<meta\b/i.test(head) ? LABELLED.exec(head)?.[1] : undefined);
  const decoder = label === undefined ? null : decoderOf(label);
  if (decoder?.encoding === 'windows-1252') return windows1252(bytes);
  return decoder === null || decoder.encoding === 'utf-8' ? utf8OrWindows1252(bytes) : decoder.decode(bytes);
}
