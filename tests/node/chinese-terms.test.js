/** The Chinese of the page has the terms of the field; those that it once had in their place do not come back. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** Beside 真样本 it is their counterpart. */
const PAIRED = /假样本/;

/** What is not written, and what is instead. @type {[RegExp, string][]} */
const RETIRED = [
  [/评论家/, 'critic'],
  [/间隙/, '平均评分差（gap）'],
  [/瓦瑟斯坦/, 'Wasserstein'],
  [/方案/, '传输计划（耦合）'],
  [/精确势函数/, '最优（Kantorovich）势函数'],
  [/全变差/, '总变差距离'],
  [/总变差(?!距离)/, '总变差距离'],
  [/截断/, '权重裁剪'],
  [/批次/, '小批量，批量大小'],
  [/笔记本(?!电脑)/, 'Jupyter notebook'],
  [PAIRED, '生成样本'],
  [/基准/, '真实数字之间的距离'],
];

/** The one place that says what a critic is called in Chinese. */
const EXPLAINED = '判别器，WGAN 中称 <b class="critic">critic</b>（评论家）';

/** @param {string} folder @returns {string[]} */
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const FILES = [
  ...filesOf('article/zh'),
  'article/teach/zh.html',
  ...filesOf('www').filter((path) => /\/zh(\.js$|\/)/.test(path)),
];

/** Comments are for programmers. @param {string} path */
const textOf = (path) => readFileSync(path, 'utf8').replace(/\/\*\*[^]*?\*\//g, '');

test('there is Chinese to be read', () => {
  assert.ok(FILES.includes('article/zh/opening.html'));
  assert.ok(FILES.includes('www/strings/zh/presets.js'));
  assert.ok(FILES.includes('www/figures/kit/words/zh.js'));
});

test('a critic is explained once, where it is first met', () => {
  const opening = readFileSync('article/zh/opening.html', 'utf8');
  assert.equal(opening.split(EXPLAINED).length, 2);
});

for (const path of FILES) {
  test(`${path} has the terms of the field`, () => {
    const text = textOf(path).replace(EXPLAINED, '');
    for (const [term, instead] of RETIRED) {
      if (term === PAIRED && text.includes('真样本')) continue;
      const at = text.search(term);
      assert.equal(at, -1, `${text.slice(at - 10, at + 10)}: ${instead} instead`);
    }
  });
}

test('between characters and Latin words of the article there is a space, as everywhere on the page', () => {
  for (const path of FILES) {
    const text = textOf(path).replace(/<[^>]*>/g, '');
    assert.doesNotMatch(
      text,
      /[\u4e00-\u9fff](critic|Wasserstein)|(critic|GAN)[\u4e00-\u9fff]/,
      path,
    );
  }
});
