import { Answered } from '../frame/answered.js';
import { UnderScheme } from '../frame/under-scheme.js';
import { CountyClassesDocument } from '../generated/graphql.js';
import { allEnterprises } from '../hub/all-enterprises.js';
import { useAnswer, useWork } from '../hub/use-answer.js';
import { EnterpriseTable } from './enterprise-table.js';

/** The list of the enterprises that the viewer may see. */
export default function Enterprises() {
  return <UnderScheme name="企业名单">{({ scheme, year }) => <List scheme={scheme.id} year={year} />}</UnderScheme>;
}

function List({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  const classes = useAnswer(CountyClassesDocument, { scheme, year });
  const list = useWork(`list ${scheme} ${year}`, () => allEnterprises(scheme, year));
  return (
    <Answered asked={classes}>
      {({ data: { assessment } }) => (
        <Answered asked={list}>
          {(rows) => <EnterpriseTable list={rows} groups={assessment?.groups ?? []} scheme={scheme} year={year} />}
        </Answered>
      )}
    </Answered>
  );
}
