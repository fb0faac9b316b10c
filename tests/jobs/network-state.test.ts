import { expect, test } from 'vitest';
import { createNetworkState } from '#jobs/network-state';

const watched = () => {
  const changes: string[] = [];
  return { changes, state: createNetworkState((change) => changes.push(change)) };
};

test('at the start one silent host is enough: nothing has ever answered', () => {
  const { changes, state } = watched();
  state.unreachable('a.example');
  expect(state.isAway()).toBe(true);
  state.answered();
  expect(changes).toEqual(['away', 'back']);
});

test('later one host may be down alone; two without an answer between them mean that we are away', () => {
  const { changes, state } = watched();
  state.answered();
  state.unreachable('a.example');
  state.unreachable('a.example');
  expect(state.isAway()).toBe(false);
  state.answered();
  state.unreachable('b.example');
  expect(state.isAway()).toBe(false);
  state.unreachable('a.example');
  expect(state.isAway()).toBe(true);
  expect(changes).toEqual(['away']);
});
