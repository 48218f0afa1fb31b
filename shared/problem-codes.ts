/**
 * Every way in which Latchkey can decline, named `subject.what-happened`.
 * The words for each live in `src-renderer/text/problems.ts`; the terminal has its own in `src-main/terminal/sentences.ts`.
 */
export const problemCodes = [
  'unexpected',
  'call.unknown',
  'call.invalid',
  'call.not-trusted',
  'file.not-found',
  'file.not-readable',
  'file.too-large',
  'file.too-many',
  'file.exists',
  'file.not-written',
  'file.not-restored',
  'file.written-differs',
  'folder.not-chosen',
  'folder.not-searched',
  'clipboard.no-text',
  'certificate.password-needed',
  'certificate.wrong-password',
  'certificate.unsupported-encryption',
  'certificate.unsupported-key',
  'certificate.too-many-iterations',
  // A file, or all of them together, fill the memory of the worker that had them.
  'certificate.too-much-memory',
  'certificate.damaged',
  'certificate.empty-file',
  'certificate.other-kind',
  'certificate.nothing-found',
  'certificate.reading-stopped',
  'certificate.gone',
  'certificate.not-ready',
  'certificate.none-to-convert',
  'certificate.several-to-convert',
  // A ZIP whose entries are encrypted, are packed by another method than all but a few programs use, or are too many or too
  // large for certificates. Facts: name.
  'certificate.zip-encrypted',
  'certificate.zip-method',
  'certificate.zip-too-large',
  /** More files in it than Latchkey opens. Facts: `limit`. */
  'certificate.zip-too-many',
  // Facts: hostName (as typed), reason: empty, characters, label-length, length, wildcard, numeric, address.
  'host-name.invalid',
  // Facts: address, reason: offline, timeout, too-large, status, redirect, refused, not-http.
  'issuer.not-downloaded',
  // What came from the address is no certificate. Facts: address.
  'issuer.not-a-certificate',
  // It is one, and not of the issuer that is missing. Facts: address, name.
  'issuer.does-not-fit',
  // Facts: name, format (an OutputFormat).
  'output.key-missing',
  'output.password-missing',
  'request.gone',
  'request.no-host-names',
  // Facts: limit.
  'request.too-many-host-names',
  // Facts: country.
  'request.country-invalid',
  'library.gone',
  // A file of the library that can't be understood; it was moved aside. Facts: fileName.
  'library.entry-damaged',
  // A newer Latchkey wrote it, or the system does not let us read it; it stays where it is. Facts: fileName.
  'library.entry-newer',
  'library.entry-not-readable',
  // The keyring does not open the private key: it was made under another login or keyring. Facts: name.
  'library.key-not-opened',
  // Facts: name.
  'library.folder-not-readable',
  'library.not-saved',
  'library.not-deleted',
  'library.not-protected',
  'development.authority-exists',
  'development.no-authority',
  'batch.same-folder',
  'batch.running',
  // Facts: folder.
  'batch.nothing',
  // Another program listens there. Facts: port.
  'gateway.port-taken',
  // The system keeps ports below 1024 for its own programs. Facts: port.
  'gateway.port-not-allowed',
  // The gateway's process ended. Facts: hostName.
  'gateway.ended',
  'service.gone',
  // It has no host name, certificate or API keys yet. Facts: missing (a WizardStep).
  'service.not-complete',
  'service.not-deployed',
  // It was deployed with a certificate that was deleted from the library. Facts: hostName, waits (what was chosen since, and is not
  // deployed yet, can do without it).
  'service.certificate-gone',
  // Facts: address, reason: not-http, not-this-computer, path, health-path, gateway (the address is a gateway's own).
  'service.model-address-invalid',
  // Facts: address, reason: refused, timeout, cut, status, status (the number).
  'service.model-not-answering',
  // Azure has it in another container group than was chosen. Facts: name (of the one that it is in).
  'service.place-fixed',
  // The example is no JSON.
  'service.example-invalid',
  // Facts: origin.
  'service.origin-invalid',
  // A host name that no service can have. Facts: hostName, finding (a DomainFindingCode).
  'service.host-name-blocked',
  // The service changed since the plan was shown.
  'deployment.plan-gone',
  // A development certificate on a target that others reach. Facts: hostName.
  'deployment.not-confirmed',
  // One is under way for this service. Facts: hostName.
  'deployment.running',
  'deployment.gone',
  // Its target does not do that. Facts: change (a kind of change).
  'deployment.change-not-offered',
  // Values that only the user knows are not there yet. Facts: count.
  'deployment.values-missing',
  // What was given can't be what is asked for. Facts: name, reason: empty, json, characters, too-large.
  'service.value-unusable',
  // Facts: slot (an ApiKeySlot).
  'service.api-key-unusable',
  // What was chosen for a container group is not what Azure takes. Facts: setting (name, dnsLabel, image, gatewayImage, port,
  // size, environment, command, probePath, container, tags), reason: empty, length, characters, hyphens, twice, steps, too-small,
  // too-many, reserved, gateway (the gateway's own), missing, port-used; of an image as azure.image-name-unusable. name: what it is.
  'container-group.setting-unusable',
  // The group that the service is in is not there any more. Facts: name.
  'container-group.gone',
  // Latchkey can't put a gateway into it. Facts: name, reason: windows, private-network, spot,
  // confidential.
  'container-group.not-securable',
  // No group of that size in the region. Facts: region, cpu, memoryGb; largestCpu, largestMemoryGb; of a GPU gpu, gpus (those that
  // the region has).
  'container-group.size-not-offered',
  // It is stopped: Azure takes no change of it. Facts: name.
  'container-group.stopped',
  // Another group has that name, and the service did not make it. Facts: name, resourceGroup.
  'container-group.name-taken',
  // A container ended, again and again, or does not begin. Facts: name (the group's), container, isGateway, reason: crash,
  // out-of-memory, image, configuration, not-ready; exitCode, azure (Azure's word).
  'container-group.not-ready',
  // Everything runs, and the gateway does not answer. Facts: name, address, hostName, seconds.
  'container-group.gateway-silent',
  // The description of a gateway has something in it that no gateway can be run with. Facts: setting.
  'gateway.setting-unusable',
  'gateway.certificate-unusable',
  // The addresses of a custom cloud. Facts: field (resourceManager, authority, scope, registry, containerInstances, kubernetes),
  // address, reason: empty, not-https, not-an-origin, host-name, elsewhere.
  'cloud.address-unusable',
  // Facts: name, reason: not-readable, not-a-certificate, not-an-authority.
  'cloud.ca-file-unusable',
  // Resource Manager's description of its cloud lacks something. Facts: address, missing (a field as above).
  'cloud.not-described',
  // Facts: clientId.
  'cloud.client-id-unusable',
  // Facts: cloud (a CloudName).
  'sign-in.client-id-missing',
  // Facts: authority.
  'sign-in.cloud-not-confirmed',
  // Nobody is signed in, or the account was signed out meanwhile.
  'sign-in.needed',
  'sign-in.running',
  'sign-in.cancelled',
  // The device code was not used in time.
  'sign-in.expired',
  // Facts: reason: declined, consent, device-code, application, account, other-account (userName is who should have), policy,
  // other; entra (Entra's number, `AADSTS50105`).
  'sign-in.declined',
  'sign-in.browser-not-opened',
  // The keyring does not open the sessions that were kept; they were set aside.
  'sign-in.kept-not-opened',
  // The sessions could not be written. Facts: reason (as of `file.not-written`).
  'sign-in.not-kept',
  // Facts: host.
  'azure.offline',
  // Facts: host, seconds.
  'azure.timeout',
  // The proxy between here and Azure wants a name and password. Facts: host.
  'azure.proxy-sign-in',
  // Facts: host, reason: unknown-authority (as behind a company's inspecting proxy), name, dates, other.
  'azure.tls-not-trusted',
  // Facts: minutes, direction: ahead, behind (this computer's clock).
  'azure.clock-wrong',
  // Facts: seconds (until Azure wants to be asked again; absent where it doesn't say).
  'azure.throttled',
  // Facts: status, service: sign-in, resource-manager, registry.
  'azure.unavailable',
  // Facts: action (Azure's, `Microsoft.Resources/subscriptions/resourceGroups/write`), role, scope: tenant, subscription,
  // resource-group, registry, resource; name (of the scope), userName.
  'azure.forbidden',
  // Facts: what: tenant, subscription, resource-group, container-group, registry, repository, resource; name.
  'azure.not-found',
  // Something else is being done with it. Facts: name, azure (Azure's code).
  'azure.conflict',
  // A container group is still being started, stopped or changed. Facts: name.
  'azure.group-busy',
  // Azure takes the change of a container group only after it was deleted. Facts: name.
  'azure.must-recreate',
  // Somebody else's container group has it. Facts: label.
  'azure.dns-label-taken',
  // It is not there, or the registry does not let Azure have it. Facts: image.
  'azure.image-not-available',
  // Facts: region.
  'azure.no-capacity',
  // Facts: quota, limit (a number; absent where Azure doesn't say), region.
  'azure.quota-reached',
  // Facts: name.
  'azure.subscription-disabled',
  // Facts: provider (`Microsoft.ContainerInstance`).
  'azure.provider-not-registered',
  // A policy of the organisation forbids it. Facts: policy (its name; absent where Azure doesn't say).
  'azure.policy',
  // Azure declined for another reason. Facts: azure (its code, `InvalidTemplate`), status, correlation.
  'azure.refused',
  // What answers is not Azure, or not as Azure does: a hotel's sign-in page. Facts: host.
  'azure.not-understood',
  // Facts: host.
  'azure.answer-too-large',
  // Azure named a place that is none of its own: nothing was sent there. Facts: host.
  'azure.host-elsewhere',
  // Azure began and did not finish. Facts: name, azure (its code, or the event), reason: image-not-found, image-not-allowed,
  // registry-busy, no-capacity, quota, container-ends, timeout, other; container.
  'azure.operation-failed',
  // A list's next page was asked for too late, or of another session.
  'azure.list-gone',
  // Facts: name, reason: empty, length, characters, dot.
  'azure.group-name-unusable',
  // It is there, in another region. Facts: name, region, existing.
  'azure.group-elsewhere',
  // Facts: name (as typed), reason: empty, registry, repository, tag, digest, length.
  'azure.image-name-unusable',
  // A registry whose address is not below its cloud's domain. Facts: name, host.
  'azure.registry-elsewhere',
  // Facts: name.
  'azure.registry-without-user',
] as const;
