import { Fragment, useId, useState } from 'react';
import { DropQuarantinedLineDocument, ReleaseQuarantinedLineDocument, type QuarantinedLinesQuery } from '../generated/graphql.js';
import { Answered } from '../frame/answered.js';
import { ask } from '../hub/ask.js';
import { useAct } from '../hub/use-act.js';
import type { Asked } from '../hub/use-answer.js';
import type { Answer } from '../hub/ask.js';
import table from '../table/table.module.css';
import { TakeAway } from '../table/take-away.js';
import { count } from '../words/figures.js';
import css from './data.module.css';
import { done } from './refusal.js';

type Line = NonNullable<QuarantinedLinesQuery['quarantine']>['nodes'][number];

/** The lines that wait: each is corrected and released where it stands, or dropped. */
export function Quarantine({ asked, decided }: { readonly asked: Asked<Answer<QuarantinedLinesQuery>>; readonly decided: () => void }) {
  const [open, setOpen] = useState<string>();
  return (
    <Answered asked={asked}>
      {({ data: { quarantine } }) => {
        const lines = quarantine?.nodes ?? [];
        const total = quarantine?.totalCount ?? lines.length;
        return (
          <>
            <div className={table.tools}>
              <span>
                共 {count(total)} 行等待处理{lines.length < total && `，列出先到的 ${count(lines.length)} 行`}
              </span>
              <TakeAway document="quarantined-lines" variables={{}} title="隔离的行" />
            </div>
            {lines.length > 0 && (
              <div className={table.wide} tabIndex={0} role="region" aria-label="等待处理的行">
                <table className={table.plainTable} aria-rowcount={lines.length < total ? total + 1 : undefined}>
                  <caption className="hidden">等待处理的行</caption>
                  <thead>
                    <tr>
                      <th scope="col">文件</th>
                      <th scope="col" className="number">
                        行
                      </th>
                      <th scope="col">问题代码</th>
                      <th scope="col">原文</th>
                      <th scope="col">处理</th>
                    </tr>
                  </thead>
                  <tbody>
                    {lines.map((line) => (
                      <Fragment key={line.id}>
                        <tr>
                          <th scope="row" className={table.rowHead}>
                            {line.fileName}
                            {line.sheet && ` ${line.sheet}`}
                          </th>
                          <td className="number">{line.line}</td>
                          <td>
                            <code>{line.codes?.join('、') ?? '—'}</code>
                          </td>
                          <td className={css.verbatim}>{line.cells?.filter(Boolean).join('　') ?? '—'}</td>
                          <td>
                            <button
                              type="button"
                              aria-expanded={open === line.id}
                              onClick={() => setOpen(open === line.id ? undefined : line.id)}
                            >
                              {open === line.id ? '收起' : '更正'}
                            </button>
                          </td>
                        </tr>
                        {open === line.id && (
                          <tr className={css.open}>
                            <td colSpan={5}>
                              <Correction
                                line={line}
                                decided={() => {
                                  setOpen(undefined);
                                  decided();
                                }}
                              />
                            </td>
                          </tr>
                        )}
                      </Fragment>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** What was typed stays until the hub has taken it. */
function Correction({ line: { id, labels, cells: verbatim }, decided }: { readonly line: Line; readonly decided: () => void }) {
  const name = useId();
  const { isBusy, error, run } = useAct();
  const [cells, setCells] = useState<readonly string[]>(verbatim ?? []);
  const [reason, setReason] = useState('');
  const release = async () => {
    const its = await run(async () =>
      done((await ask(ReleaseQuarantinedLineDocument, { id, cells: [...cells], reason })).data.releaseQuarantined),
    );
    if (its) decided();
  };
  const drop = async () => {
    const its = await run(async () => done((await ask(DropQuarantinedLineDocument, { id, reason })).data.dropQuarantined));
    if (its) decided();
  };
  return (
    <form
      className={css.correction}
      aria-label="更正这一行"
      onSubmit={(event) => {
        event.preventDefault();
        void release();
      }}
    >
      <div className={css.cells}>
        {cells.map((cell, index) => (
          <label key={index}>
            <span>{labels?.[index] || `第 ${index + 1} 栏`}</span>
            <input
              type="text"
              value={cell}
              className={cell === verbatim?.[index] ? undefined : css.changed}
              onChange={({ target }) => setCells(cells.map((each, at) => (at === index ? target.value : each)))}
            />
          </label>
        ))}
      </div>
      <label htmlFor={`${name}-reason`}>理由（留存备查）</label>
      <input id={`${name}-reason`} type="text" value={reason} onChange={({ target }) => setReason(target.value)} />
      {error && (
        <p role="alert" className={css.wrong}>
          {error.message}
        </p>
      )}
      <div className={css.actions}>
        <button type="submit" className={css.main} disabled={isBusy || reason.trim() === ''}>
          更正并放行
        </button>
        <button type="button" disabled={isBusy || reason.trim() === ''} onClick={() => void drop()}>
          作废这一行
        </button>
        {reason.trim() === '' && <span className="soft">写明理由后可以处理</span>}
      </div>
    </form>
  );
}
