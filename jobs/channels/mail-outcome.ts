/** What became of a mail. */
export type MailOutcome =
  | { readonly kind: 'sent' }
  /** The server says that this address takes no mail (5xx): nobody tries again. */
  | { readonly kind: 'bounced'; readonly error: string }
  /** The server refuses this message for good, for reasons that are not the address. */
  | { readonly kind: 'refused'; readonly error: string }
  /** The server refuses for now (4xx). */
  | { readonly kind: 'later'; readonly error: string }
  /** No server, no connection, no log-in: not this mail's fault, it was not sent. */
  | { readonly kind: 'away'; readonly error: string }
  /** The message left and no answer came: it may have arrived. Never sent again. */
  | { readonly kind: 'unknown'; readonly error: string };

interface SmtpFailure {
  readonly message: string;
  readonly code: string | undefined;
  readonly command: string | undefined;
  readonly responseCode: number | undefined;
  readonly response: string;
}

function failureOf(error: unknown): SmtpFailure {
  const raw = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as Record<string, unknown>;
  const text = (key: string) => (typeof raw[key] === 'string' ? raw[key] : undefined);
  return {
    message: text('message') ?? 'the mail could not be sent',
    code: text('code'),
    command: text('command'),
    responseCode: typeof raw['responseCode'] === 'number' ? raw['responseCode'] : undefined,
    response: text('response') ?? '',
  };
}

/** Enhanced codes that speak of the address or its mailbox, and not of the message or of us. */
const ADDRESS_CODE = /^\d{3}[ -]5\.(?:1\.\d{1,3}|2\.1)\b/;

/** @param dataBegan whether a byte of the message was handed to the server. */
export function mailOutcomeOf(thrown: unknown, dataBegan: boolean): MailOutcome {
  const failure = failureOf(thrown);
  const error = failure.message.replace(/[\r\n]+/g, ' ').slice(0, 300);
  const { responseCode = 0, command } = failure;
  const answered = responseCode >= 400;
  if (dataBegan) {
    if (!answered) return { kind: 'unknown', error };
    if (responseCode < 500) return { kind: 'later', error };
    return { kind: ADDRESS_CODE.test(failure.response) ? 'bounced' : 'refused', error };
  }
  if (command === 'RCPT TO' && answered) return { kind: responseCode < 500 ? 'later' : 'bounced', error };
  // Before the recipient was named nothing is known of it: sender refused, log-in refused, no TLS, no server.
  if (failure.code === 'EENVELOPE' && !answered) return { kind: 'refused', error };
  if (responseCode >= 400 && responseCode < 500 && (command === 'MAIL FROM' || command === 'DATA')) return { kind: 'later', error };
  return { kind: 'away', error };
}
