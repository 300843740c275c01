import { PlainTable } from '../table/plain-table.js';
import { count } from '../words/figures.js';
import css from './data.module.css';
import type { IntakeReport } from './hand-in.js';

/** More are in the workbook of issues. */
const MOST_SHOWN = 200;
const SEVERITY = { error: '须更正', warning: '请核对', notice: '提示' } as const;

/** What a file is, what of it is taken or would be, and every issue with its place. */
export function ReportView({ report, title }: { readonly report: IntakeReport; readonly title: string }) {
  const { file, status, rows, accepted, quarantined, skipped, dryRun, handover, details } = report;
  return (
    <>
      <dl className={css.facts}>
        <Fact term="文件">{file}</Fact>
        <Fact term="数据集">{title}</Fact>
        <Fact term="结论">{verdict(status, dryRun ?? false)}</Fact>
        <Fact term="数据">{count(rows)} 行</Fact>
        <Fact term={dryRun ? '可接收' : '已接收'}>{count(accepted)} 行</Fact>
        <Fact term={dryRun ? '将隔离' : '已隔离'}>{count(quarantined)} 行</Fact>
        {skipped > 0 && <Fact term="略过">{count(skipped)} 行</Fact>}
        {handover && <Fact term="报送编号">{handover}</Fact>}
      </dl>
      {details.length === 0 ? (
        <p>没有发现问题。</p>
      ) : (
        <PlainTable
          caption={`问题：共 ${count(details.length)} 条${details.length > MOST_SHOWN ? `，列出前 ${MOST_SHOWN} 条，全部请下载问题清单` : ''}`}
          rows={details.slice(0, MOST_SHOWN).map((each, index) => ({ ...each, index }))}
          of={details.length}
          keyOf={({ index }) => String(index)}
          columns={[
            { title: '行', isNumber: true, of: ({ sheet, line }) => `${sheet ? `${sheet} ` : ''}${line ?? '整个文件'}` },
            { title: '栏', of: ({ column }) => column ?? '—' },
            { title: '代码', of: ({ code }) => <code>{code}</code> },
            { title: '格中内容', of: ({ cell }) => (cell === null ? '—' : cell === '' ? '（空）' : cell) },
            { title: '轻重', of: ({ severity }) => SEVERITY[severity] },
            { title: '怎么办', of: ({ message }) => message },
          ]}
        />
      )}
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function verdict(status: IntakeReport['status'], dryRun: boolean): string {
  if (status === 'already_received') return '此前已收，内容相同';
  if (status === 'refused') return dryRun ? '会被拒收' : '拒收';
  return dryRun ? '可以接收' : '已接收';
}
