/** Archives of Python's zipfile, with what a document of that type has at least. */
const archives = {
  docx:
    'UEsDBBQAAAAIAFGUdl3HHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQ' +
    'SwMEFAAAAAgAUZR2XSuEJhIGAAAABAAAABEAAAB3b3JkL2RvY3VtZW50LnhtbLOp0LcDAFBLAQIUAxQA' +
    'AAAIAFGUdl3HHBc8CgAAAAgAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsB' +
    'AhQDFAAAAAgAUZR2XSuEJhIGAAAABAAAABEAAAAAAAAAAAAAAIABOwAAAHdvcmQvZG9jdW1lbnQueG1s' +
    'UEsFBgAAAAACAAIAgAAAAHAAAAAAAA==',
  xlsx:
    'UEsDBBQAAAAIAFGUdl3HHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQ' +
    'SwMEFAAAAAgAUZR2XSuEJhIGAAAABAAAAA8AAAB4bC93b3JrYm9vay54bWyzqdC3AwBQSwECFAMUAAAA' +
    'CABRlHZdxxwXPAoAAAAIAAAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLAQIU' +
    'AxQAAAAIAFGUdl0rhCYSBgAAAAQAAAAPAAAAAAAAAAAAAACAATsAAAB4bC93b3JrYm9vay54bWxQSwUG' +
    'AAAAAAIAAgB+AAAAbgAAAAAA',
  pptx:
    'UEsDBBQAAAAIAFGUdl3HHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQ' +
    'SwMEFAAAAAgAUZR2XSuEJhIGAAAABAAAABQAAABwcHQvcHJlc2VudGF0aW9uLnhtbLOp0LcDAFBLAQIU' +
    'AxQAAAAIAFGUdl3HHBc8CgAAAAgAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1s' +
    'UEsBAhQDFAAAAAgAUZR2XSuEJhIGAAAABAAAABQAAAAAAAAAAAAAAIABOwAAAHBwdC9wcmVzZW50YXRp' +
    'b24ueG1sUEsFBgAAAAACAAIAgwAAAHMAAAAAAA==',
  zip:
    'UEsDBBQAAAAAAFGUdl1DvrfoAQAAAAEAAAAFAAAAYS50eHRhUEsBAhQDFAAAAAAAUZR2XUO+t+gBAAAA' +
    'AQAAAAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsFBgAAAAABAAEAMwAAACQAAAAAAA==',
}

const bytesOf = (binary: string) => Uint8Array.from(binary, (char) => char.charCodeAt(0))

/** Files as small as can be, by what they are. */
export const documents = {
  docx: bytesOf(atob(archives.docx)),
  xlsx: bytesOf(atob(archives.xlsx)),
  pptx: bytesOf(atob(archives.pptx)),
  /** Holds a text. */
  zip: bytesOf(atob(archives.zip)),
  pdf: bytesOf(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ),
  /** The container of doc, xls and ppt, and of documents with a password. */
  older: bytesOf('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'.padEnd(2048, '\0')),
  text: bytesOf('no document'),
  empty: bytesOf(''),
}
