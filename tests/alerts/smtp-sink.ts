import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';

/** What a server does with a message: an answer at RCPT or at the end of DATA, silence after it, or acceptance. */
export type SinkAnswer =
  { readonly at: 'rcpt' | 'data'; readonly code: number; readonly words: string } | { readonly at: 'silence' } | { readonly at: 'accept' };

export interface Received {
  readonly to: string;
  readonly raw: string;
}

const refusal = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });

/** A server that takes mail only over TLS and from who logs in. */
export interface SinkSecurity {
  readonly user: string;
  readonly password: string;
  /** TLS from the first byte, else by STARTTLS. */
  readonly fromTheFirstByte: boolean;
}

/** A real SMTP server on a free port of this machine that keeps what it accepts. */
export async function startSmtpSink(answer: (to: string) => SinkAnswer = () => ({ at: 'accept' }), security: SinkSecurity | null = null) {
  const received: Received[] = [];
  let connections = 0;
  const server = new SMTPServer({
    ...(security === null
      ? { disabledCommands: ['STARTTLS', 'AUTH'] }
      : {
          secure: security.fromTheFirstByte,
          authOptional: false,
          onAuth({ username, password }, _session, done) {
            const isRight = username === security.user && password === security.password;
            done(isRight ? null : refusal(535, '5.7.8 wrong user or password'), isRight ? { user: username } : undefined);
          },
        }),
    logger: false,
    disableReverseLookup: true,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onRcptTo(address, session, done) {
      if (security !== null && (!session.secure || session.user !== security.user)) return done(refusal(530, 'not in the clear'));
      const given = answer(address.address);
      done(given.at === 'rcpt' ? refusal(given.code, given.words) : undefined);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const given = answer(to);
        if (given.at === 'data') return done(refusal(given.code, given.words));
        received.push({ to, raw: Buffer.concat(chunks).toString() });
        if (given.at !== 'silence') done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    connections: () => connections,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
