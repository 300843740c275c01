import { useId, useState } from 'react';
import { Answered } from '../frame/answered.js';
import { HANDOVER_STATUS_WORDS } from '../generated/enum-words.js';
import { RetractHandoverDocument, type ReceivedFilesQuery } from '../generated/graphql.js';
import { ask, type Answer } from '../hub/ask.js';
import { useAct } from '../hub/use-act.js';
import type { Asked } from '../hub/use-answer.js';
import { PlainTable } from '../table/plain-table.js';
import table from '../table/table.module.css';
import { TakeAway } from '../table/take-away.js';
import { count } from '../words/figures.js';
import { moment } from '../words/moments.js';
import css from './data.module.css';
import { done } from './refusal.js';

type Handover = NonNullable<ReceivedFilesQuery['handovers']>['nodes'][number];

/** What was received, and what of it is taken back. */
export function Received({
  asked,
  titleOf,
  retracted,
}: {
  readonly asked: Asked<Answer<ReceivedFilesQuery>>;
  readonly titleOf: (dataset: string | null | undefined) => string;
  readonly retracted: () => void;
}) {
  const [open, setOpen] = useState<Handover>();
  return (
    <Answered asked={asked}>
      {({ data: { handovers } }) => (
        <>
          <div className={table.tools}>
            <span>共 {count(handovers?.totalCount ?? 0)} 条，后到的在前</span>
            <TakeAway document="received-files" variables={{}} title="收到的文件" />
          </div>
          {open && (
            <Retraction
              key={open.id}
              handover={open}
              close={() => setOpen(undefined)}
              retracted={() => {
                setOpen(undefined);
                retracted();
              }}
            />
          )}
          <PlainTable
            caption="报送记录"
            rows={handovers?.nodes ?? []}
            of={handovers?.totalCount ?? undefined}
            keyOf={({ id }) => id}
            columns={[
              { title: '文件', of: (each) => each.fileName },
              { title: '数据集', of: (each) => titleOf(each.dataset) },
              { title: '去向', of: (each) => status(each) },
              { title: '数据（行）', isNumber: true, of: (each) => count(each.rows) },
              { title: '接收（行）', isNumber: true, of: (each) => count(each.accepted) },
              { title: '隔离（行）', isNumber: true, of: (each) => count(each.quarantined) },
              { title: '数据版本', isNumber: true, of: (each) => each.version ?? '—' },
              { title: '收到', of: (each) => `${moment(each.receivedAt)} ${each.receivedBy}` },
              { title: '问题', of: (each) => each.issues?.map((issue) => `${issue.code} ${issue.count} 次`).join('；') || '无' },
              {
                title: '处理',
                of: (each) =>
                  each.status === 'ACCEPTED' ? (
                    <button type="button" onClick={() => setOpen(each)} aria-label={`撤回 ${each.fileName}`}>
                      撤回
                    </button>
                  ) : (
                    '—'
                  ),
              },
            ]}
          />
        </>
      )}
    </Answered>
  );
}

function status({ status: its, retractedAt, retractedBy, retractionReason }: Handover): string {
  const word = HANDOVER_STATUS_WORDS[its];
  return retractedAt ? `${word}（${moment(retractedAt)} ${retractedBy ?? ''}：${retractionReason ?? ''}）` : word;
}

function Retraction({
  handover,
  close,
  retracted,
}: {
  readonly handover: Handover;
  readonly close: () => void;
  readonly retracted: () => void;
}) {
  const id = useId();
  const { isBusy, error, run } = useAct();
  const [reason, setReason] = useState('');
  return (
    <form
      className={css.retraction}
      aria-label="撤回报送"
      onSubmit={(event) => {
        event.preventDefault();
        void run(async () => done((await ask(RetractHandoverDocument, { id: handover.id, reason })).data.retractHandover)).then(
          (its) => its && retracted(),
        );
      }}
    >
      <p>
        撤回“{handover.fileName}”（接收 {count(handover.accepted)}{' '}
        行）：从新的数据版本起视为从未报送，被它替代的记录恢复有效，它的隔离行一并关闭。
      </p>
      <label htmlFor={id}>理由（留存备查）</label>
      <input id={id} type="text" value={reason} onChange={({ target }) => setReason(target.value)} />
      {error && (
        <p role="alert" className={css.wrong}>
          {error.message}
        </p>
      )}
      <div className={css.actions}>
        <button type="submit" disabled={isBusy || reason.trim() === ''}>
          确认撤回
        </button>
        <button type="button" onClick={close}>
          不撤回
        </button>
      </div>
    </form>
  );
}
