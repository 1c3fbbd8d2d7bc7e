import path from 'node:path'
import { expect, it } from 'vitest'
import { tempProgram } from '../../test/temp-program.js'
import { readProject } from './project.js'

it('reads what the project files say', () => {
  const { dir } = tempProgram({
    'project.config.json': JSON.stringify({
      appid: 'wx1',
      projectname: 'name',
      miniprogramRoot: 'src/',
      libVersion: '2.30.0',
      setting: { urlCheck: true },
    }),
    'project.private.config.json': '{ "setting": { "urlCheck": false } }',
    'openwx.config.json': JSON.stringify({
      domains: { request: ['https://a.example'] },
      hosts: { 'a.example': '127.0.0.1:8443' },
      allow: ['http://127.0.0.1:1'],
    }),
    'src/app.json': '{}',
  })
  expect(readProject(dir)).toEqual({
    dir,
    root: path.join(dir, 'src'),
    name: 'name',
    appId: 'wx1',
    libVersion: '2.30.0',
    urlCheck: false,
    domains: { request: ['https://a.example'], uploadFile: [], downloadFile: [], socket: [] },
    hosts: { 'a.example': '127.0.0.1:8443' },
    allow: ['http://127.0.0.1:1'],
  })
})

it('needs no project files', () => {
  const { dir } = tempProgram({ 'miniprogram/app.json': '{}' })
  expect(readProject(dir)).toMatchObject({
    root: path.join(dir, 'miniprogram'),
    appId: 'wx0000000000000000',
    urlCheck: true,
    hosts: {},
  })
})

it('takes names of versions for the newest one', () => {
  const { dir } = tempProgram({
    'app.json': '{}',
    'project.config.json': '{ "libVersion": "trial" }',
  })
  expect(readProject(dir)).not.toHaveProperty('libVersion')
})

it('says which project file is broken', () => {
  const { dir } = tempProgram({ 'app.json': '{}', 'project.config.json': '{' })
  expect(() => readProject(dir)).toThrow(/^project\.config\.json /)
})
