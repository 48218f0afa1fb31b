import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import './app/base.css';
import { connectBridge } from './app/bridge';

/** SECURITY: the styles that Fluent writes at run time carry the nonce that main put into this page's policy. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

const root = document.querySelector('#root');
if (root !== null) {
  const page = (
    <StrictMode>
      <RendererProvider renderer={renderer} targetDocument={document}>
        <App bridge={connectBridge(window.bridge)} />
      </RendererProvider>
    </StrictMode>
  );
  // At once, not when the scheduler gets to it: the first frame is then the page.
  flushSync(() => createRoot(root).render(page));
}
