import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Mail } from '#src/alerts/mail';
import { mailOutcomeOf, type MailOutcome } from './mail-outcome.js';

/** A way for mails out. It never throws: whatever happens is an outcome. */
export interface EmailChannel {
  /** One line for the start-up log. */
  readonly description: string;
  send(mail: Mail): Promise<MailOutcome>;
  close(): Promise<void>;
}

export interface SmtpSettings {
  /** `smtp://user:password@host:587` (STARTTLS where offered, required with a password) or `smtps://…:465`. */
  readonly url: string;
  /** Sender: `Name <address>` or an address. */
  readonly from: string;
  /** Connections kept at most; default 5. */
  readonly connections?: number;
  /** Longest silence of the server, in ms; default 60,000. */
  readonly silenceMs?: number;
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Bodies and headers of a mail as nodemailer takes them; nothing in it may name a file or an address to load. */
const messageOf = (mail: Mail, from: string) => ({
  from,
  to: { name: '', address: mail.to },
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  messageId: mail.messageId,
  headers: Object.entries(mail.headers).map(([key, value]) => ({ key, value: value.replace(/[\r\n\0]+/g, ' ') })),
  textEncoding: 'quoted-printable' as const,
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** Mails through one pool of SMTP connections. @throws TypeError for an address that is no URL. */
export function createSmtpChannel({ url, from, connections = 5, silenceMs = 60_000 }: SmtpSettings): EmailChannel {
  const parsed = new URL(url);
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const secure = parsed.protocol === 'smtps:';
  const user = decodeURIComponent(parsed.username);
  const transport = createTransport({
    pool: true,
    host,
    port: parsed.port === '' ? (secure ? 465 : 587) : Number(parsed.port),
    secure,
    // A password never leaves in the clear; a relay on this machine may have a certificate that names nobody.
    requireTLS: user !== '' && !isLoopback(host),
    tls: { rejectUnauthorized: !isLoopback(host) },
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(parsed.password) } }),
    maxConnections: connections,
    maxMessages: 1000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Only the stream tells whether the server may have got a message: it is read once DATA was accepted, and not before.
  const streams = new Map<string, Readable>();
  transport.use('stream', (message, done) => {
    const create = message.message.createReadStream.bind(message.message);
    message.message.createReadStream = (options) => {
      const stream = create(options);
      streams.set(message.message.messageId(), stream);
      return stream;
    };
    done();
  });

  return {
    description: `mails leave through ${host}${secure ? ' (TLS)' : ''}`,
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, from));
        return { kind: 'sent' };
      } catch (error) {
        return mailOutcomeOf(error, streams.get(mail.messageId)?.readableDidRead === true);
      } finally {
        streams.delete(mail.messageId);
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** Mails as `.eml` files in a folder, for development and for hosts without a mail server. */
export function createFileChannel({ folder, from }: { readonly folder: string; readonly from: string }): EmailChannel {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    description: `SMTP_URL is not set: mails are written to ${folder}`,
    async send(mail) {
      try {
        const { message } = await transport.sendMail(messageOf(mail, from));
        await mkdir(folder, { recursive: true });
        // Named for its message: the same message written again is one file.
        const name = join(folder, `${mail.messageId.replace(/[^A-Za-z0-9.@_-]/g, '').slice(0, 120)}.eml`);
        await writeFile(`${name}.part`, message as Buffer);
        await rename(`${name}.part`, name);
        return { kind: 'sent' };
      } catch (error) {
        return { kind: 'away', error: `the mail could not be written: ${error instanceof Error ? error.message : String(error)}` };
      }
    },
    async close() {
      transport.close();
    },
  };
}
