import { afterEach, expect, test } from 'vitest';
import { createSmtpChannel } from '#jobs/channels/email';
import { startSmtpSink } from '../alerts/smtp-sink.js';

const MAIL = { to: 'jo@example.com', subject: 'Hello', text: 'Hello', html: '<p>Hello</p>', messageId: '<1@board.example>', headers: {} };
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function channelTo(fromTheFirstByte: boolean, login: string) {
  const sink = await startSmtpSink(undefined, { user: 'board', password: 'p@ss/word', fromTheFirstByte });
  const channel = createSmtpChannel({
    url: `${fromTheFirstByte ? 'smtps' : 'smtp'}://${login}127.0.0.1:${sink.port}`,
    from: 'Board <board@board.example>',
    silenceMs: 3_000,
  });
  stops.push(sink.stop, () => channel.close());
  return { sink, channel };
}

test.each([true, false])('TLS and a password: from the first byte %s', async (fromTheFirstByte) => {
  const { sink, channel } = await channelTo(fromTheFirstByte, 'board:p%40ss%2Fword@');
  expect(await channel.send(MAIL)).toEqual({ kind: 'sent' });
  expect(sink.received.map(({ to }) => to)).toEqual(['jo@example.com']);
});

test('a wrong password is the server’s matter, not the address’s: the mail waits', async () => {
  const { sink, channel } = await channelTo(true, 'board:wrong@');
  expect(await channel.send(MAIL)).toMatchObject({ kind: 'away' });
  expect(sink.received).toEqual([]);
});
