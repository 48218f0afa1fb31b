import { type ReactNode, useCallback, useState } from 'react';
import type { Problem } from '../../../shared/problem';
import type { ServedRequest, Service } from '../../../shared/services/contract';
import type { CallMain } from '../../app/bridge';
import { requestInWords, requestsWords as words } from '../../text/logs';
import { serviceName } from '../../text/services';
import { LogText } from '../../ui/LogText';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { FollowDialog } from './FollowDialog';

/** The last requests that a service on this computer answered. It closes itself, and stays mounted. */
export function RequestsDialog({ service, call }: { readonly service: Service; readonly call: CallMain }): ReactNode {
  const [requests, setRequests] = useState<readonly ServedRequest[]>();
  const [problem, setProblem] = useState<Problem>();
  const { id } = service;
  const look = useCallback(async (): Promise<void> => {
    const outcome = await call('services.requests', { id });
    setProblem(outcome.ok ? undefined : outcome.problem);
    if (outcome.ok) setRequests(outcome.value.requests);
  }, [call, id]);
  const copy = async (text: string): Promise<boolean> => {
    const outcome = await call('app.copy-text', { text });
    if (!outcome.ok) setProblem(outcome.problem);
    return outcome.ok;
  };
  const name = serviceName(service);
  return (
    <FollowDialog title={words.title(name)} look={look}>
      <p>{words.explains}</p>
      {requests && (
        <LogText
          text={requests.map(requestInWords).join('\n')}
          label={words.lines(name)}
          empty={words.none}
          onCopy={copy}
        />
      )}
      {problem && <ProblemMessage problem={problem} alert />}
    </FollowDialog>
  );
}
