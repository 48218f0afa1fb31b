import { developmentFileMark, developmentUnit } from '../../../shared/development/contract';
import type { Certificate } from '../model';

const ORGANISATIONAL_UNIT = '2.5.4.11';

/** Whether Latchkey made the certificate for development, or an authority that Latchkey made: both say so in their names. */
export function isDevelopmentOnly({ subject, issuer }: Pick<Certificate, 'subject' | 'issuer'>): boolean {
  return [...subject.attributes, ...issuer.attributes].some(
    ({ oid, value }) => oid === ORGANISATIONAL_UNIT && value === developmentUnit,
  );
}

/** The name for a file of a development certificate: it says what it is, whatever the user typed. */
export function developmentFileName(name: string): string {
  return name.includes(developmentFileMark) ? name : `${name}.${developmentFileMark}`;
}
