/** A start that cannot go on: its message is the one line that a person reads, naming the variable or folder and the remedy. */
export class StartError extends Error {}
