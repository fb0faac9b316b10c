/** Room for the numbers of one transaction's changes. */
const SEQ_ROOM = 10n ** 15n;

/** Where a reader of the change log stands: transactions first, then the order within them. */
export interface ChangePosition {
  readonly xid: string;
  readonly seq: string;
}

/** One growing number as text, compared as `BigInt`. */
export const positionText = ({ xid, seq }: ChangePosition): string => (BigInt(xid) * SEQ_ROOM + BigInt(seq)).toString();

export const LOG_START: ChangePosition = { xid: '0', seq: '0' };
