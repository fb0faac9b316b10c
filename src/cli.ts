#!/usr/bin/env node
import { StartError } from './domain/start-error.js';
import { normaliseCommand } from './cli/normalise-lines.js';
import type { Command } from './cli/command.js';
import { VERSION } from './version.js';

/** One line for what went wrong in the way of starting; a stack is for bugs alone. */
function lineOf(error: unknown): string | null {
  if (error instanceof StartError) return error.message;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC') return 'the disk is full: free some space, or set DATA_DIR to a folder on another disk';
  if (
    code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ||
    code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' ||
    code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'
  )
    return (error as Error).message;
  return null;
}

function helpOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  return `Backboard ${VERSION}: a job board for backend developers, on your own machine.

Usage: npm start · npm run -s cli -- <command>

${commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`).join('\n')}

Every setting is an environment variable: see the table in README.md.
`;
}

/** The command of a name. Normalising is a filter in a pipe: it does not wait for the rest of the product to load. */
async function commandOf(name: string): Promise<Command | undefined> {
  if (name === normaliseCommand.name) return normaliseCommand;
  const { COMMANDS } = await import('./cli/commands.js');
  return COMMANDS.find((candidate) => candidate.name === name);
}

async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const { COMMANDS } = await import('./cli/commands.js');
    process.stdout.write(helpOf(COMMANDS));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const command = await commandOf(name);
  if (command === undefined) {
    process.stderr.write(`backboard: there is no command «${name.slice(0, 40)}»; --help lists them\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`Usage: npm run -s cli -- ${command.usage}\n\n${command.summary}\n`);
    return 0;
  }
  return command.run(rest);
}

try {
  process.exitCode = await main();
} catch (error) {
  const line = lineOf(error);
  if (line === null) throw error;
  process.stderr.write(`backboard: ${line}\n`);
  process.exitCode = 1;
}
