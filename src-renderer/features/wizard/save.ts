import type { SavedFiles } from '../../../shared/certificates/contract';
import { wizardWords } from '../../text/wizard';
import { writeIntoFolder, type WriteSteps } from '../../ui/write-into-folder';
import type { Stage } from './stage';

/** Writes files of a service into a folder that the user picks, and says which. */
export async function saveIntoFolder(stage: Stage, attempt: WriteSteps<SavedFiles>['attempt']): Promise<void> {
  const problem = await writeIntoFolder({
    choose: () => stage.call('app.choose-folder', {}),
    attempt,
    onAsk: (question) => stage.change({ question }),
    onProblem: stage.decline,
    onWritten: ({ files }, folder) => {
      const names = files.map(({ name }) => name);
      stage.change({ said: wizardWords.run.saved(names, folder), problem: undefined });
    },
  });
  if (problem) stage.decline(problem);
}
