import { Answered } from '../frame/answered.js';
import { QuarantinedLinesDocument, ReceivedFilesDocument } from '../generated/graphql.js';
import { useSession } from '../hub/session.js';
import { useAnswer } from '../hub/use-answer.js';
import table from '../table/table.module.css';
import { useDatasets } from './datasets.js';
import { HandInDesk } from './hand-in-desk.js';
import { Quarantine } from './quarantine-desk.js';
import { Received } from './received.js';
import { Templates } from './templates.js';

/** An office's desk: files in, lines to mend, what was received. */
export default function Data() {
  const { who } = useSession();
  const datasets = useDatasets(who.role === 'evaluation_office' ? 'county' : (who.department ?? ''));
  const files = useAnswer(ReceivedFilesDocument, { first: 500 });
  const lines = useAnswer(QuarantinedLinesDocument, { first: 500 });
  const again = () => {
    files.retry();
    lines.retry();
  };
  const known = datasets.answer ?? [];
  const titleOf = (dataset: string | null | undefined) =>
    dataset ? (known.find((each) => each.dataset === dataset)?.title ?? dataset) : '未识别';
  return (
    <>
      <h1>数据</h1>
      <section aria-labelledby="in" className={table.section}>
        <h2 id="in">报送文件</h2>
        <HandInDesk datasets={known} taken={again} />
      </section>
      <section aria-labelledby="lines" className={table.section}>
        <h2 id="lines">隔离的行</h2>
        <Quarantine asked={lines} decided={again} />
      </section>
      <section aria-labelledby="templates" className={table.section}>
        <h2 id="templates">更新情况和模板</h2>
        <Answered asked={datasets}>{(its) => <Templates datasets={its} handovers={files.answer?.data.handovers?.nodes ?? []} />}</Answered>
      </section>
      <section aria-labelledby="files" className={table.section}>
        <h2 id="files">收到的文件</h2>
        <Received asked={files} titleOf={titleOf} retracted={again} />
      </section>
    </>
  );
}
