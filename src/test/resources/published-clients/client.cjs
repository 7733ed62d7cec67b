// Uses the published clients as a user would. Run in the folder where they are installed.
const fs = require('node:fs')
const path = require('node:path')
const { createRequire } = require('node:module')
const installed = createRequire(path.join(process.cwd(), 'client.cjs'))

const commands = {
  // keys FOLDER: the key store's certificates and private keys as PEM files, and the authority that signed them
  async keys(folder) {
    const store = installed('@smartdcc/dccboxed-keystore/keystore.json')
    for (const uses of Object.values(store)) {
      for (const entries of Object.values(uses)) {
        for (const entry of Object.values(entries)) {
          fs.writeFileSync(path.join(folder, `${entry.name}.pem`), entry.certificate)
          if (entry.privateKey) {
            fs.writeFileSync(path.join(folder, `${entry.name}.key.pem`), entry.privateKey)
          }
        }
      }
    }
    const { loadTemplates } = installed('@smartdcc/duis-templates')
    const handover = (await loadTemplates({}))['CS02bSupplierBySupplierHandover_6.21'].simplified.body
    const authority = handover.RequestHandoverOfDCCControlledDevice.CertificationPathCertificates.Certificate
    const lines = authority.match(/.{1,64}/g).join('\n')
    fs.writeFileSync(path.join(folder, 'Z1.pem'), `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`)
  },

  // request TAG FILE: a template, signed as its originator
  async request(tag, file) {
    const { loadTemplates } = installed('@smartdcc/duis-templates')
    const { constructDuis } = installed('@smartdcc/duis-parser')
    const { signDuis } = installed('@smartdcc/duis-sign-wrap')
    const template = (await loadTemplates({}))[tag]
    if (!template) {
      throw new Error(`no template ${tag}`)
    }
    fs.writeFileSync(file, await signDuis({ xml: constructDuis('simplified', template.simplified) }))
  },

  // response FILE: validates what the platform said and prints what the client makes of it
  async response(file) {
    const { validateDuis } = installed('@smartdcc/duis-sign-wrap')
    const { parseDuis } = installed('@smartdcc/duis-parser')
    const parsed = parseDuis('simplified', await validateDuis({ xml: fs.readFileSync(file) }))
    console.log(JSON.stringify(parsed, (key, value) => (typeof value === 'bigint' ? value.toString() : value)))
  },

  // certificate ADDRESS EUI: fetches a device's certificates from the repository
  async certificate(address, eui) {
    const { BoxedKeyStore, KeyUsage } = installed('@smartdcc/dccboxed-keystore')
    const store = await BoxedKeyStore.new(address)
    for (const keyUsage of [KeyUsage.digitalSignature, KeyUsage.keyAgreement]) {
      const found = await store.query({ eui, keyUsage, lookup: 'certificate' })
      if (!found || found.length !== 1) {
        throw new Error(`found ${found ? found.length : 0} certificates for use ${keyUsage}`)
      }
      console.log(found[0].serial.toString(16))
    }
    await store.cleanup()
  },
}

const [command, ...parameters] = process.argv.slice(2)
commands[command](...parameters).catch((failure) => {
  console.error(failure)
  process.exit(1)
})
