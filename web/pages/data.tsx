import { Answered } from '../frame/answered.js';
import { QuarantinedLinesDocument, ReceivedFilesDocument } from '../generated/graphql.js';
import { useAnswer } from '../hub/use-answer.js';
import { PlainTable } from '../table/plain-table.js';
import css from '../table/table.module.css';
import { count } from '../words/figures.js';

/** What one's department handed in, and the lines that wait for a correction. */
export default function Data() {
  const files = useAnswer(ReceivedFilesDocument, { first: 500 });
  const lines = useAnswer(QuarantinedLinesDocument, { first: 500 });
  return (
    <>
      <h1>数据</h1>
      <section aria-labelledby="files" className={css.section}>
        <h2 id="files">收到的文件</h2>
        <Answered asked={files}>
          {({ data: { handovers } }) => (
            <PlainTable
              caption={`共 ${count(handovers?.totalCount ?? 0)} 条，后到的在前`}
              rows={handovers?.nodes ?? []}
              keyOf={({ id }) => id}
              columns={[
                { title: '文件', of: (each) => each.fileName },
                { title: '数据集', of: (each) => each.dataset ?? '未识别' },
                { title: '去向', of: (each) => (each.status === 'ACCEPTED' ? '接收' : '拒收') },
                { title: '数据（行）', isNumber: true, of: (each) => count(each.rows) },
                { title: '接收（行）', isNumber: true, of: (each) => count(each.accepted) },
                { title: '隔离（行）', isNumber: true, of: (each) => count(each.quarantined) },
                { title: '数据版本', isNumber: true, of: (each) => each.version ?? '—' },
                { title: '收到', of: (each) => new Date(each.receivedAt).toLocaleString('zh-CN', { hour12: false }) },
                { title: '报送人', of: (each) => each.receivedBy },
                { title: '问题', of: (each) => each.issues?.map((issue) => `${issue.code} ${issue.count} 次`).join('；') || '无' },
              ]}
            />
          )}
        </Answered>
      </section>
      <section aria-labelledby="lines" className={css.section}>
        <h2 id="lines">隔离的行</h2>
        <Answered asked={lines}>
          {({ data: { quarantine } }) => (
            <PlainTable
              caption={`共 ${count(quarantine?.totalCount ?? 0)} 行等待处理：请更正原文件后重新报送`}
              rows={quarantine?.nodes ?? []}
              keyOf={({ id }) => id}
              columns={[
                { title: '文件', of: (each) => `${each.fileName}${each.sheet ? ` ${each.sheet}` : ''}` },
                { title: '行', isNumber: true, of: (each) => each.line },
                { title: '问题代码', of: (each) => each.codes?.join('、') ?? '—' },
                {
                  title: '原文',
                  of: (each) =>
                    each.cells
                      ?.map((cell, index) => (cell === '' ? '' : `${each.labels?.[index] ?? ''}：${cell}`))
                      .filter(Boolean)
                      .join('；') ?? '—',
                },
              ]}
            />
          )}
        </Answered>
      </section>
    </>
  );
}
