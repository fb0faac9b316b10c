const LABELLED = /charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})/i;
const XML_LABEL = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']/i;

const decoderOf = (label: string): InstanceType<typeof TextDecoder> | null => {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
};

/** Share of characters that could not be decoded is what tells a wrongly labelled page from one with a broken byte. */
function utf8OrWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\uFFFD').length - 1;
  if (broken === 0) return text;
  let wellFormed = 0;
  for (const character of text) if (character > '\u007F' && character !== '\uFFFD') wellFormed += 1;
  return wellFormed > broken ? text : new TextDecoder('windows-1252').decode(bytes);
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
  return decoder === null || decoder.encoding === 'utf-8' ? utf8OrWindows1252(bytes) : decoder.decode(bytes);
}
