import { useCallback, useEffect, useMemo, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Frame } from './frame/frame.js';
import { Failed } from './frame/failed.js';
import { SessionEnded } from './frame/session-ended.js';
import { Waiting } from './frame/waiting.js';
import { Answers } from './hub/answers.js';
import type { HubError } from './hub/hub-error.js';
import { keptBack } from './hub/identity.js';
import { SessionContext, signOutHere, whoIsIn, type Who } from './hub/session.js';
import { firstPageOf } from './page-roles.js';
import { Outside } from './public/outside.js';
import { SetPassword } from './pages/set-password.js';
import { SignIn } from './pages/sign-in.js';
import { SignInReturn } from './pages/sign-in-return.js';

/** The page: whoever is signed in gets their frame; nobody gets the way in. */
export function App() {
  const [who, setWho] = useState<Who | null | undefined>();
  const [failure, setFailure] = useState<HubError>();
  const [hasEnded, setEnded] = useState(false);
  const [address, go] = useLocation();
  const answers = useMemo(() => new Answers(() => setEnded(true)), []);
  const look = useCallback(() => {
    setFailure(undefined);
    whoIsIn().then((found) => setWho(found ?? null), setFailure);
  }, []);
  useEffect(look, [look]);
  const signedIn = (found: Who) => {
    // Another person's answers are nobody else's.
    if (who && (who.subject !== found.subject || who.role !== found.role)) answers.forget();
    else answers.resume();
    setWho(found);
    setEnded(false);
  };
  const enter = (found: Who) => {
    signedIn(found);
    go(back() ?? firstPageOf(found));
  };
  const ended = useCallback(() => setEnded(true), []);
  const signOut = useCallback(() => {
    const out = (elsewhere: string | undefined) => {
      answers.forget();
      setWho(null);
      setEnded(false);
      if (elsewhere === undefined) go('/sign-in');
      else window.location.assign(elsewhere);
    };
    signOutHere().then(out, setFailure);
  }, [answers, go]);

  // Whoever is signed in here, the link may be somebody else's.
  if (address === '/set-password') return <SetPassword />;
  if (address === '/sign-in/return') return <SignInReturn signedIn={enter} />;
  if (failure && who === undefined) return <Failed error={failure} retry={look} />;
  if (who === undefined)
    return (
      <>
        <p className="opening">亩均中枢</p>
        <Waiting />
      </>
    );
  if (who === null)
    return (
      <Switch>
        <Route path="/public">
          <Outside answers={answers} />
        </Route>
        <Route path="/sign-in">
          <SignIn signedIn={enter} />
        </Route>
        <Route>
          <Redirect to={`/sign-in${address === '/' ? '' : `?back=${encodeURIComponent(address + window.location.search)}`}`} replace />
        </Route>
      </Switch>
    );
  return (
    <SessionContext.Provider value={{ who, answers, signOut, ended }}>
      <Switch>
        <Route path="/sign-in">
          <Redirect to={firstPageOf(who)} replace />
        </Route>
        <Route>
          <Frame />
        </Route>
      </Switch>
      {failure && <Failed error={failure} retry={() => setFailure(undefined)} />}
      {hasEnded && <SessionEnded signedIn={signedIn} />}
    </SessionContext.Provider>
  );
}

/** Where somebody was sent to sign in from: an address of this page, and no other. */
function back(): string | undefined {
  const address = window.location.pathname === '/sign-in/return' ? keptBack() : new URLSearchParams(window.location.search).get('back');
  return address !== null && /^\/(?![/\\])/.test(address) ? address : undefined;
}
