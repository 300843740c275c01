import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { beginToLoad } from './pages.js';
import './style/tokens.css';
import './style/base.css';
// Styles of the pages that are loaded when they are asked for: small, and so at once.
import './pages/what-if.module.css';
import './table/table.module.css';

beginToLoad(window.location.pathname);
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
