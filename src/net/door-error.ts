export const DOOR_ERROR_CODES = ['refused-target', 'timeout', 'too-large', 'network', 'tls', 'redirect', 'encoding', 'aborted'] as const;
export type DoorErrorCode = (typeof DOOR_ERROR_CODES)[number];

/** Why a request through the door failed, in words a person understands. */
export class DoorError extends Error {
  override readonly name = 'DoorError';
  /**
   * @param phase how far the request came; `connect`: no byte reached the host.
   * @param offline the name did not resolve or the connection could not be opened: the fault may be ours.
   */
  constructor(
    readonly code: DoorErrorCode,
    message: string,
    readonly phase: 'before' | 'connect' | 'headers' | 'body' = 'before',
    readonly offline = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const NAME_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);
const CONNECT_CODES = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL']);
const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/;

/** @returns the system's code of an error or of its cause, `null` when it has none. */
export function systemCodeOf(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const code = (at as NodeJS.ErrnoException).code;
    if (typeof code === 'string') return code;
  }
  return null;
}

/** Gives an error of the network stack its kind and plain words. */
export function doorErrorOf(error: unknown, host: string, phase: 'connect' | 'headers' | 'body'): DoorError {
  if (error instanceof DoorError) return error;
  const code = systemCodeOf(error) ?? '';
  const because = { cause: error };
  if (NAME_CODES.has(code)) return new DoorError('network', `the name ${host} could not be resolved (${code})`, 'connect', true, because);
  if (CONNECT_CODES.has(code)) return new DoorError('network', `${host} could not be reached (${code})`, 'connect', true, because);
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new DoorError('timeout', `${host} did not accept a connection in time`, 'connect', true, because);
  if (code === 'UND_ERR_HEADERS_TIMEOUT')
    return new DoorError('timeout', `${host} did not begin to answer in time`, 'headers', false, because);
  if (code === 'UND_ERR_BODY_TIMEOUT')
    return new DoorError('timeout', `${host} stopped sending in the middle of its answer`, 'body', false, because);
  if (TLS_CODE.test(code)) return new DoorError('tls', `the certificate of ${host} was not accepted (${code})`, 'connect', false, because);
  const words = error instanceof Error ? error.message.slice(0, 200) : 'unknown error';
  if (/Proxy response/.test(words))
    return new DoorError('network', `the proxy refused to connect to ${host}: ${words}`, 'connect', true, because);
  const broken = phase === 'body' ? `the answer of ${host} broke off` : `the connection to ${host} failed`;
  return new DoorError('network', `${broken} (${code === '' ? words : code})`, phase, false, because);
}
