/** What `bin/docs.js` and `bin/documents.js` write and check the documentation with. */
export { openSchemes } from './declarations.js';
export { openDocuments } from './open-documents.js';
export { driftedPages, schemePages, writePages } from './scheme-pages.js';
export { handoverPage } from '../intake/handover-page.js';
export { describeProblem } from '../policy/problem.js';
