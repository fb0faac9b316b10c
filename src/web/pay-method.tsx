/** What each pay figure means, for readers who are no statisticians, and what it cannot say. */
export function PayMethod() {
  return (
    <>
      <h2 id="premiums">What a property is worth, all else equal</h2>
      <p>
        Employers that pay little ask for other things than employers that pay much. So a raw difference («Go against the rest») mostly
        compares employers. The premium compares listings <strong>of the same employer</strong> that are alike in level, place, languages,
        way of working and what else is asked for, and differ in this one property. It needs 30 listings with and 30 without, and ten
        employers that have both; the raw difference stands beside it, often with another sign.
      </p>
      <p>
        An employer is in one industry, so industries are compared between employers, after all else, and the row says so. Of many
        properties some would stand out by chance: «differs from zero» is said only of those that survive a check for that.
      </p>
      <h2 id="index">Pay over time</h2>
      <p>
        When many senior listings come in, the median rises though nobody pays more. The index compares like with like instead: the same
        employers, levels and places, month against month, 100 at its start. The band says how far chance could move it. A month that was
        published is never changed. A triangle marks where a source came or went: what moves there may be the source.
      </p>
      <h2 id="estimates">Estimates</h2>
      <p>
        For a listing without pay, and for groups too small to publish, this site says what similar postings suggest, always marked as an
        estimate, in italics, with how far it may be off. Of a listing’s estimate: four of five listings whose pay was hidden from the model
        lay inside such an interval. Of a small group’s: the share that is its own data is printed; with under five employers it is none. No
        estimate enters any statistic, and none is given to search engines.
      </p>
      <h2 id="limits">What these figures are not</h2>
      <ul>
        <li>
          <strong>Posted pay is not paid pay.</strong> It is base pay, a policy’s range, for new hires; bonus and shares are not in it.
        </li>
        <li>
          <strong>Most listings state none.</strong> Employers that pay well or seek rare skills hide it more. The share that states pay is
          printed beside every figure: below a fifth, be careful.
        </li>
        <li>
          <strong>Laws move it.</strong> Where a law demands a range, more employers state one, and ranges are wider. Compare such a place
          with another only with both shares in view, and read a jump at a law’s start as the law’s.
        </li>
        <li>
          <strong>Sources differ.</strong> A figure here is of the boards that are read here, and changes when they do.
        </li>
        <li>
          <strong>Intervals are about chance</strong> and about none of the above.
        </li>
      </ul>
    </>
  );
}
