import { useState, type ReactNode } from 'react';
import { Answered } from '../frame/answered.js';
import { AuditVerificationDocument, OperationsReportDocument, type OperationsReportQuery } from '../generated/graphql.js';
import { useAnswer } from '../hub/use-answer.js';
import { PlainTable } from '../table/plain-table.js';
import table from '../table/table.module.css';
import { count } from '../words/figures.js';
import { moment } from '../words/moments.js';
import { departmentWord } from '../words/roles.js';
import css from './operations.module.css';

type Report = NonNullable<OperationsReportQuery['operations']>;

/** How the hub runs: whether it is well, what was received, where the audit chains end. */
export default function OperationsPage() {
  const asked = useAnswer(OperationsReportDocument, {});
  return (
    <>
      <div className={css.head}>
        <h1>运行</h1>
        <button type="button" onClick={asked.retry}>
          重新读取
        </button>
      </div>
      <Answered asked={asked}>
        {({ data: { operations } }) =>
          operations ? (
            <>
              <Process report={operations} />
              <Datasets report={operations} />
              <Chains report={operations} />
            </>
          ) : (
            <p>没有给出运行状况：请向安全管理员申请。</p>
          )
        }
      </Answered>
    </>
  );
}

function Process({
  report: { node, database, startedAt, memory, dataVersion, secondWall, appendOnly, sources },
}: {
  readonly report: Report;
}) {
  return (
    <section aria-labelledby="process">
      <h2 id="process">中枢</h2>
      <dl className={css.state}>
        <Fact term="数据版本">{dataVersion}</Fact>
        <Fact term="启动">{moment(startedAt)}</Fact>
        <Fact term="内存">{count(memory)} MB</Fact>
        <Fact term="Node.js">{node}</Fact>
        <Fact term="PostgreSQL">{database}</Fact>
        <Fact term="行级安全" isBad={!secondWall}>
          {secondWall ? '已启用' : '没有启用：只有中枢自身的授权规则在把关，请数据库管理员按启动时的提示执行一次脚本'}
        </Fact>
        <Fact term="审计记录" isBad={!appendOnly}>
          {appendOnly ? '只能追加' : '中枢的账户可以改动：请数据库管理员按启动时的提示另建账户'}
        </Fact>
        <Fact term="部门自有数据库" isBad={sources.some(({ up }) => !up)}>
          {sources.length === 0
            ? '没有，各部门的记录都在中枢的数据库'
            : sources.map(({ department, up }) => `${departmentWord(department)}${up ? '可用' : '不可用'}`).join('，')}
        </Fact>
      </dl>
    </section>
  );
}

function Datasets({ report: { datasets } }: { readonly report: Report }) {
  return (
    <section aria-labelledby="datasets" className={table.section}>
      <h2 id="datasets">收文</h2>
      <PlainTable
        caption={`各数据集，共 ${count(datasets.length)} 行`}
        rows={datasets}
        keyOf={({ dataset }) => dataset}
        columns={[
          { title: '数据集', of: ({ title }) => title },
          { title: '代号', of: ({ dataset }) => <code>{dataset}</code> },
          { title: '报送部门', of: ({ department }) => departmentWord(department) },
          { title: '更新周期', of: ({ cycle }) => cycle },
          { title: '已接收（个文件）', isNumber: true, of: ({ files }) => count(files) },
          { title: '最近接收', of: ({ receivedAt }) => (receivedAt ? moment(receivedAt) : '从未接收') },
          { title: '数据版本', isNumber: true, of: ({ version }) => version ?? '—' },
        ]}
      />
    </section>
  );
}

function Chains({ report: { chains } }: { readonly report: Report }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <section aria-labelledby="chains" className={table.section}>
      <div className={css.head}>
        <h2 id="chains">审计链</h2>
        <button type="button" disabled={isAsked} onClick={() => setAsked(true)}>
          逐条核验
        </button>
      </div>
      {isAsked && <Verified again={() => setAsked(false)} />}
      <PlainTable
        caption={`各部门审计链的链头，共 ${count(chains.length)} 行`}
        rows={chains}
        keyOf={({ department }) => department}
        columns={[
          { title: '数据归属', of: ({ department }) => departmentWord(department) },
          { title: '记录（条）', isNumber: true, of: ({ sequence }) => count(Number(sequence)) },
          { title: '最后一条', of: ({ at }) => (at ? moment(at) : '—') },
          { title: '链头（HMAC-SM3）', of: ({ hash }) => <code className={css.hash}>{hash}</code> },
        ]}
      />
    </section>
  );
}

function Verified({ again }: { readonly again: () => void }) {
  const asked = useAnswer(AuditVerificationDocument, {});
  return (
    <Answered asked={asked}>
      {({ data: { operations } }) => {
        const chains = operations?.verification ?? [];
        const flaws = chains.flatMap((each) => each.flaws);
        const links = chains.reduce((sum, each) => sum + each.links, 0);
        return (
          <div role="status" className={flaws.length > 0 ? css.bad : css.good}>
            {flaws.length > 0 ? (
              <ul>
                {flaws.map((flaw) => (
                  <li key={flaw}>{flaw}</li>
                ))}
              </ul>
            ) : (
              <p>
                已逐条重算 {count(links)} 条，{count(chains.length)} 条链完好。此处不对照带离本机的锚点：完整核验请在命令行用{' '}
                <code>muhub audit verify --anchors</code>。
              </p>
            )}
            <button
              type="button"
              onClick={() => {
                asked.retry();
                again();
              }}
            >
              收起
            </button>
          </div>
        );
      }}
    </Answered>
  );
}

function Fact({ term, isBad = false, children }: { readonly term: string; readonly isBad?: boolean; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className={isBad ? css.warn : undefined}>{children}</dd>
    </div>
  );
}
