import { roleWord } from '../words/roles.js';
import css from './frame.module.css';

/** A page that the role may not see: why, and whom to ask. */
export function Refused({ name, role }: { readonly name: string; readonly role: string }) {
  return (
    <>
      <h1>{name}</h1>
      <p className={css.refused}>
        您以“{roleWord(role)}”登录，无权查看“{name}”：这一页所用的查询没有登记给该角色。
      </p>
      <p>如工作需要，请向安全管理员申请相应角色的令牌；涉及某部门数据的，由该部门答复授权。</p>
    </>
  );
}
