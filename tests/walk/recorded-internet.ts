import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface RecordedInternet {
  /** Environment variables that lead a process to it. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface RecordedInternetOptions {
  /** Folder of the replay, and of what it answers from. */
  readonly replay: string;
  readonly corpus: string;
  /** A file of faults, read anew on every request. */
  readonly faults?: string;
  readonly log?: string;
  /** `YYYY-MM`: recordings up to then; `null`: the newest. */
  readonly asOf?: string | null;
}

/** Starts the recorded internet as a process of its own and waits until it answers. */
export async function startRecordedInternet({
  replay,
  corpus,
  faults,
  log,
  asOf = null,
}: RecordedInternetOptions): Promise<RecordedInternet> {
  const { REPLAY_AS_OF: _, ...environment } = process.env;
  const child = spawn(
    process.execPath,
    [
      join(replay, 'replay.mjs'),
      '--corpus',
      corpus,
      ...(faults === undefined ? [] : ['--faults', faults]),
      ...(log === undefined ? [] : ['--log', log]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...environment, ...(asOf === null ? {} : { REPLAY_AS_OF: asOf }) } },
  );
  const variables: Record<string, string> = {};
  let said = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    said += chunk.toString();
    for (const [, name, value] of said.matchAll(/^export (\w+)=(.*)\n/gm))
      if (name !== undefined && value !== undefined) variables[name] = value;
    if (variables['NODE_EXTRA_CA_CERTS'] !== undefined) break;
  }
  if (variables['NODE_EXTRA_CA_CERTS'] === undefined) throw new Error('the recorded internet did not start');
  return {
    variables,
    close: () =>
      new Promise((closed) => {
        if (child.exitCode !== null) return closed();
        child.once('exit', () => closed());
        child.kill('SIGTERM');
      }),
  };
}
