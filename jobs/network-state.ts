/** Fewest different hosts that must fail by name or connection, with no answer from any since, before the fault is taken to be ours. */
const HOSTS_TO_BE_AWAY = 2;

/**
 * Tells «the network is away» from «a host is down»: while it is away no board is charged, and one board a minute is tried.
 * A single source fails alone only when another answers.
 */
export interface NetworkState {
  answered(): void;
  /** A host's name did not resolve or nothing accepted the connection. */
  unreachable(host: string): void;
  isAway(): boolean;
}

export function createNetworkState(changed: (state: 'away' | 'back') => void): NetworkState {
  const silent = new Set<string>();
  let away = false;
  let everAnswered = false;
  return {
    answered() {
      silent.clear();
      everAnswered = true;
      if (!away) return;
      away = false;
      changed('back');
    },
    unreachable(host) {
      silent.add(host);
      // Right after the start nothing has answered yet: one host is enough.
      if (away || silent.size < (everAnswered ? HOSTS_TO_BE_AWAY : 1)) return;
      away = true;
      changed('away');
    },
    isAway: () => away,
  };
}
