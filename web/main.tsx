import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './style/tokens.css';
import './style/base.css';
// Pages are loaded when they are asked for; styles, which are small, at once.
import './chart/class.module.css';
import './frame/under-scheme.module.css';
import './frame/withheld-note.module.css';
import './data/data.module.css';
import './file/file-drop.module.css';
import './land/land.module.css';
import './operations/operations.module.css';
import './overview/class-flow.module.css';
import './pages/enterprise.module.css';
import './pages/overview.module.css';
import './pages/quadrants.module.css';
import './pages/what-if.module.css';
import './table/table.module.css';
import './wall/wall.module.css';

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
