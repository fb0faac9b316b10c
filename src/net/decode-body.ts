import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { DoorError } from './door-error.js';

const DECODERS: Record<string, () => Transform> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** The decoder that a Content-Encoding asks for; `null`: the body is plain. @throws DoorError `encoding`. */
export function decoderFor(contentEncoding: string | undefined): Transform | null {
  const labels = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '' && label !== 'identity');
  if (labels.length === 0) return null;
  if (labels.length > 1)
    throw new DoorError('encoding', `the answer is compressed ${labels.length} times over, which is refused`, 'headers');
  const decoder = DECODERS[labels[0] ?? ''];
  if (decoder === undefined)
    throw new DoorError('encoding', `the answer is compressed as «${(labels[0] ?? '').slice(0, 30)}», which is not understood`, 'headers');
  return decoder();
}

const mebibytes = (bytes: number) => `${Math.round((bytes / 1_048_576) * 10) / 10} MiB`;

/**
 * Reads a body to its end, decompressing and counting decoded bytes.
 * @param cap decoded bytes allowed. @throws DoorError `too-large`, `encoding`; network errors pass through.
 */
export function decodeBody(
  body: Readable,
  contentEncoding: string | undefined,
  cap: number,
  signal: AbortSignal,
): Promise<{ body: Uint8Array; bytesOnWire: number }> {
  return new Promise((resolve, reject) => {
    let decoder: Transform | null = null;
    let bytesOnWire = 0;
    let decodedBytes = 0;
    const chunks: Buffer[] = [];
    const end = (error: Error | null) => {
      signal.removeEventListener('abort', onAbort);
      body.on('error', () => undefined);
      decoder?.on('error', () => undefined);
      body.destroy();
      decoder?.destroy();
      if (error === null) resolve({ body: Buffer.concat(chunks, decodedBytes), bytesOnWire });
      else reject(error);
    };
    const onAbort = () => end(signal.reason as Error);
    if (signal.aborted) return end(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      decoder = decoderFor(contentEncoding);
    } catch (error) {
      return end(error as Error);
    }
    const keep = (chunk: Buffer) => {
      decodedBytes += chunk.length;
      if (decodedBytes > cap)
        return end(new DoorError('too-large', `the answer is larger than ${mebibytes(cap)} and was not read further`, 'body'));
      chunks.push(chunk);
    };
    body.on('error', (error) => end(error));
    body.on('data', (chunk: Buffer) => {
      bytesOnWire += chunk.length;
      if (decoder === null) keep(chunk);
      else if (!decoder.write(chunk)) body.pause();
    });
    body.on('end', () => (decoder === null ? end(null) : decoder.end()));
    body.on('close', () => {
      if (!body.readableEnded) end(new DoorError('network', 'the answer broke off', 'body'));
    });
    if (decoder !== null) {
      decoder.on('drain', () => body.resume());
      decoder.on('data', keep);
      decoder.on('end', () => end(null));
      decoder.on('error', (error: NodeJS.ErrnoException) => {
        const why = error.code === 'Z_BUF_ERROR' ? 'it ends too early' : 'its bytes are something else';
        end(
          new DoorError(
            'encoding',
            `the answer says it is compressed (${(contentEncoding ?? '').slice(0, 30)}), but ${why}`,
            'body',
            false,
            { cause: error },
          ),
        );
      });
    }
  });
}
