import { Answered } from '../frame/answered.js';
import { GrantRequestsDocument, OwnDataReadersDocument, SharingCatalogueDocument } from '../generated/graphql.js';
import { useSession } from '../hub/session.js';
import { useAnswer } from '../hub/use-answer.js';
import { useKeptInAddress } from '../table/kept-in-address.js';
import { PlainTable } from '../table/plain-table.js';
import { TakeAway } from '../table/take-away.js';
import css from '../table/table.module.css';
import { count } from '../words/figures.js';
import { moment } from '../words/moments.js';
import { departmentWord, roleWord } from '../words/roles.js';
import { GRANT_WORDS, KIND_WORDS, SHARING_WORDS } from '../words/sharing.js';

const OWNERS = ['department', 'tax_officer', 'evaluation_office'];
const ASKERS = [...OWNERS, 'zone_committee', 'analyst', 'security_admin'];

/** Who may have what, on what ground: the catalogue; and for who owns data, requests for it and who read it. */
export default function Sharing() {
  const { role } = useSession().who;
  return (
    <>
      <h1>共享</h1>
      {ASKERS.includes(role) && <Grants />}
      {OWNERS.includes(role) && <Readers />}
      <Catalogue />
    </>
  );
}

function Grants() {
  const asked = useAnswer(GrantRequestsDocument, {});
  return (
    <section aria-labelledby="grants" className={css.section}>
      <h2 id="grants">授权的申请与答复</h2>
      <Answered asked={asked}>
        {({ data: { grants } }) => (
          <PlainTable
            caption={`共 ${count(grants?.length ?? 0)} 条`}
            rows={grants ?? []}
            keyOf={({ id }) => id}
            columns={[
              { title: '编号', of: (each) => each.id },
              { title: '数据归属', of: (each) => departmentWord(each.owner) },
              { title: '授予', of: (each) => each.organisation ?? roleWord(each.role) },
              { title: '内容', of: (each) => each.fields?.join('、') ?? '—' },
              { title: '用途', of: (each) => each.purpose },
              { title: '依据', of: (each) => each.ground },
              { title: '期限', of: (each) => `${each.from} 至 ${each.to}` },
              { title: '状态', of: (each) => GRANT_WORDS[each.state] },
            ]}
          />
        )}
      </Answered>
    </section>
  );
}

function Readers() {
  const asked = useAnswer(OwnDataReadersDocument, {});
  return (
    <section aria-labelledby="readers" className={css.section}>
      <h2 id="readers">谁读了本部门的数据</h2>
      <Answered asked={asked}>
        {({ data: { accessCounts } }) => (
          <PlainTable
            caption={`共 ${count(accessCounts?.length ?? 0)} 行，多者在前`}
            rows={accessCounts ?? []}
            keyOf={({ actor, role, purpose }) => `${actor} ${role} ${purpose}`}
            columns={[
              { title: '使用人', of: (each) => each.actor },
              { title: '角色', of: (each) => roleWord(each.role) },
              { title: '用途', of: (each) => each.purpose ?? '未写明' },
              { title: '读取（次）', isNumber: true, of: (each) => count(each.reads) },
              { title: '导出（次）', isNumber: true, of: (each) => count(each.exports) },
              { title: '被拒（次）', isNumber: true, of: (each) => count(each.refusals) },
              { title: '最近一次', of: (each) => moment(each.last) },
            ]}
          />
        )}
      </Answered>
    </section>
  );
}

function Catalogue() {
  const asked = useAnswer(SharingCatalogueDocument, {});
  const kept = useKeptInAddress();
  const [search, owner] = [kept.get('q'), kept.get('owner')];
  return (
    <section aria-labelledby="catalogue" className={css.section}>
      <h2 id="catalogue">共享目录</h2>
      <Answered asked={asked}>
        {({ data: { catalogue } }) => {
          const all = catalogue ?? [];
          const shown = all.filter(
            (each) =>
              (owner === '' || each.owner === owner) && (search === '' || `${each.coordinate} ${each.description ?? ''}`.includes(search)),
          );
          return (
            <>
              <div className={css.tools} role="search">
                <input
                  type="search"
                  aria-label="按字段或说明查找"
                  placeholder="字段或说明"
                  value={search}
                  onChange={({ target }) => kept.set('q', target.value)}
                />
                <label>
                  数据归属
                  <select value={owner} onChange={({ target }) => kept.set('owner', target.value)}>
                    <option value="">全部</option>
                    {[...new Set(all.map((each) => each.owner))].map((each) => (
                      <option key={each} value={each}>
                        {departmentWord(each)}
                      </option>
                    ))}
                  </select>
                </label>
                <TakeAway document="sharing-catalogue" variables={{}} title="共享目录" />
              </div>
              <PlainTable
                caption={`共 ${count(shown.length)} 项`}
                rows={shown.slice(0, 200)}
                keyOf={({ coordinate }) => coordinate}
                columns={[
                  { title: '字段', of: (each) => <code>{each.coordinate}</code> },
                  { title: '说明', of: (each) => each.description ?? '—' },
                  { title: '数据归属', of: (each) => departmentWord(each.owner) },
                  { title: '种类', of: (each) => KIND_WORDS[each.kind] },
                  { title: '共享', of: (each) => SHARING_WORDS[each.class] },
                  { title: '会透露什么', of: (each) => each.tells ?? '—' },
                  { title: '依据', of: (each) => each.ground },
                ]}
              />
              {shown.length > 200 && <p>列出前 200 项；请用查找缩小范围，或下载全部。</p>}
            </>
          );
        }}
      </Answered>
    </section>
  );
}
