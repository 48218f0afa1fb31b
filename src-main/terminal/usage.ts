/** What `latchkey help` prints, a line each. */
export const usage: readonly string[] =
  `Latchkey reads certificate files of any kind and writes the two that Azure needs.

  FILE may be a folder: what is in it is read, eight folders deep.

  latchkey inspect FILE... [--json] [--password-file F] [--list L]
      says what is in each file
  latchkey check FILE... [--host NAME] [--target T] [--password-file F] [--json]
      says what stands between the certificate and a working server
  latchkey convert FILE... --out DIR [--name N] [--password-file F] [--force] [--json] [--format F]
      writes N.cert.pem (certificate and chain) and N.key.pem (private key, unencrypted)

  --json             prints one JSON document
  --password-file F  the first line of F is the password
  --list L           handles the files that L names, one JSON object a line: {"path": "...", "password": "..."}
  --host NAME        the host name that the service will have
  --target T         container-instances, kubernetes, fpga or this-computer
  --out DIR          the folder to write to
  --name N           the name of the two files; the first host name where it is left out
  --format F         pem-pair (usual), pem-combined, pfx, pfx-legacy, pem-encrypted-key, der or p7b
  --new-password-file F  the first line of F is the password of what is written
  --include-root     puts the root certificate into the chain, too
  --force            replaces files that are there

Without a password, on a terminal, it asks. Exit code: 0 done, 1 a problem with a file or a finding that blocks, 2 a wrong call.`.split(
    '\n',
  );
