import type { Child } from 'hono/jsx';

export interface Column<Row> {
  readonly head: string;
  /** A number: set flush right. */
  readonly figure?: boolean;
  readonly cell: (row: Row) => Child;
}

/** Every plain table of the site: it scrolls inside its own region, and its first column names the row. */
export function DataTable<Row>(props: {
  /** Says to readers who do not see it what the table holds. */
  readonly label: string;
  readonly caption?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}) {
  const [first, ...others] = props.columns;
  if (first === undefined) return null;
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={props.label}>
      <table>
        {props.caption !== undefined && <caption>{props.caption}</caption>}
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th scope="col" class={column.figure === true ? 'r' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              <th scope="row">{first.cell(row)}</th>
              {others.map((column) => (
                <td class={column.figure === true ? 'r' : undefined}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
