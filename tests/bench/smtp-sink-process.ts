/** An SMTP server in a process of its own, so that its work is not the sender's. Says its address, and on request what it got. */
import { startSmtpSink } from '#tests/alerts/smtp-sink';

const sink = await startSmtpSink();
process.send?.({ url: sink.url });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const cpuSeconds = (user + system) / 1e6;
  // Pairs of reader and listing, from the plain text of each mail.
  const pairs = sink.received.flatMap(({ to, raw }) => {
    const listings = new Set([...raw.replace(/=\r\n/g, '').matchAll(/\/jobs\/(\d+)\//g)].map((match) => match[1]));
    return [...listings].map((listing) => `${to} ${listing ?? ''}`);
  });
  process.send?.({
    mails: sink.received.length,
    pairs: pairs.length,
    distinct: new Set(pairs).size,
    connections: sink.connections(),
    cpuSeconds,
  });
});
process.on('disconnect', () => process.exit(0));
