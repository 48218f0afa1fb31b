import { createHash } from 'node:crypto';
import type { StepPart } from '../../../shared/deployments/contract';
import { partInWords, stepInWords } from '../../../shared/deployments/words';
import type { Proof } from '../../../shared/proof/contract';
import type { DeploymentPorts } from '../ports';
import { Html, html } from './html';
import type { Report } from './report';
import { STYLE } from './style';
import {
  dayInWords,
  deploymentStates,
  instantInWords,
  proofResults,
  stepStateInWords,
  targetNames,
  warningWords,
} from './words';

type Words = Pick<DeploymentPorts, 'explain' | 'explainProof'>;

/** The report for people: one page that needs nothing else, runs nothing, prints, and is read aloud in order. */
export function htmlReport(report: Report, words: Words): string {
  const { deployment, made, proof } = report;
  const title = `Deployment of ${deployment.hostName}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${facts(report)} ${warnings(report)}
          <h2>Steps</h2>
          ${steps(report, words)}
          <h2>Proof</h2>
          ${proof ? proofParts(proof, words) : html`<p>The service was not proved since Latchkey was started.</p>`}
          <footer>
            Made by Latchkey on ${instantInWords(made)}. It holds no API key, no password and no private key.
          </footer>
        </main>
      </body>
    </html> `;
  return page.text;
}

/** To the octet what the hash is of. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);
const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;

function facts({ order, deployment }: Report): Html {
  const { certificate, tls, keyAuthentication } = order;
  const rows: readonly (readonly [string, string])[] = [
    ['State', deploymentStates[deployment.state]],
    ['Where', [targetNames[deployment.target], ...deployment.place].join(', ')],
    ['Started', instantInWords(deployment.started)],
    ['Ended', deployment.ended === undefined ? '' : instantInWords(deployment.ended)],
    ['Certificate', certificate && tls ? certificateWords(certificate) : ''],
    ['TLS', tls ? 'On' : 'Off'],
    ['API key', keyAuthentication ? 'Required' : 'Not required'],
  ];
  const shown = rows.filter(([, value]) => value !== '');
  return html`<dl>
    ${shown.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function certificateWords({ name, notAfter, developmentOnly }: NonNullable<Report['order']['certificate']>): string {
  return `${name}, until ${dayInWords(notAfter)}${developmentOnly ? ', for development only' : ''}`;
}

function warnings(report: Report): Html {
  if (report.warnings.length === 0) return html``;
  return html`<h2>Warnings</h2>
    <ul>
      ${report.warnings.map((warning) => html`<li>${warningWords[warning]}</li>`)}
    </ul>`;
}

function steps({ deployment }: Report, { explain }: Words): Html {
  const rows = deployment.steps.map(({ step, at }) => {
    const { action, what, where } = stepInWords(step);
    return html`<tr class="${at.state}">
      <td>${`${action} ${what}`}${parts(step.parts ?? [])}</td>
      <td>${where}</td>
      <td>${stepStateInWords(at, explain)}</td>
    </tr>`;
  });
  return table('What was to be done, and what became of it', ['Step', 'Where', 'What became of it'], rows);
}

function parts(all: readonly StepPart[]): Html {
  if (all.length === 0) return html``;
  return html`<ul>
    ${all.map((part) => {
      const { action, what, where } = partInWords(part);
      return html`<li>${[`${action} ${what}`, where].filter((one) => one !== '').join(': ')}</li>`;
    })}
  </ul>`;
}

function proofParts({ at, url, lines, passed, answer }: Proof, { explainProof }: Words): Html {
  const rows = lines.map((line) => {
    const { says, why = '', next = '' } = explainProof(line);
    return html`<tr class="${line.result}">
      <td>${proofResults[line.result]}</td>
      <td>${[says, why, next].join(' ').trim()}</td>
    </tr>`;
  });
  return html`<p>
      ${url} was called on ${instantInWords(at)}. ${passed ? 'Everything passed.' : 'Not everything passed.'}
    </p>
    ${table('What a client sees', ['Result', 'What was seen'], rows)}
    ${
      answer === undefined
        ? html``
        : html`<h3>The model’s answer</h3>
            <pre>${answer}</pre>`
    }`;
}

function table(caption: string, headings: readonly string[], rows: readonly Html[]): Html {
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
