import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/** Scripts are inline and workers are made in the page; nothing may be fetched but from the hub itself. */
export const GRAPHIQL_POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; " +
  "img-src data: 'self'; font-src data: 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const FIRST_QUERY = `# 请先在下方“Headers”中填入令牌，再运行查询（Ctrl-Enter）。
# Put your token into "Headers" below, then run the query.
{
  schemes { id title years status }
}
`;

/** The page at /graphiql: self-contained; it needs no token to load, its queries do. */
export function graphiqlPage(): string {
  return renderGraphiQL({
    title: '亩均中枢 GraphiQL',
    endpoint: '/graphql',
    defaultQuery: FIRST_QUERY,
    headers: JSON.stringify({ Authorization: 'Bearer TOKEN' }, null, 2),
  });
}
