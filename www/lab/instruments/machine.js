/** What trains, why, and what it has cost. */

import { megabytes } from '../../ui/format.js';
import { button, make, write } from '../../ui/dom.js';
import { Painter } from '../../ui/painter.js';
import { controlsStyle } from '../styles/controls.js';
import { sideStyle } from '../styles/side.js';

/** @type {import('../instruments.js').Instrument} */
export const machine = {
  name: 'machine',
  place: 'side',
  within: 'settings',
  styles: [controlsStyle, sideStyle],
  open(root, { lab, view, strings, choose }) {
    const { t } = strings;
    const field = (/** @type {string} */ name, tag = /** @type {'span' | 'strong'} */ ('span')) =>
      make(tag, { 'data-field': name });
    const device = field('device', 'strong');
    const [workers, reason, team, bytes, memory] = [
      'workers',
      'reason',
      'team',
      'bytes',
      'memory',
    ].map((name) => field(name));
    const bar = make('progress', {
      'data-field': 'bar',
      value: 0,
      max: 1,
      'aria-label': t('word.loaded'),
    });
    const entry = (/** @type {string} */ label, /** @type {(Node | string)[]} */ ...value) =>
      make('div', {}, make('dt', {}, label), make('dd', {}, ...value));
    // What this language has between two sentences.
    const gap = t('event.both', '', '');
    const first = entry(t('word.device'), device, ' ', workers, gap, reason, gap, team);
    first.className = 'wide';
    root.append(
      make(
        'dl',
        { class: 'facts' },
        first,
        entry(t('word.loaded'), bytes, bar),
        entry(t('word.memory'), memory),
      ),
    );
    const onward = button('background', t('machine.background'), () =>
      choose({ background: !lab.settings.background }),
    );
    root.append(onward);
    const draw = () => {
      const { state } = lab.store;
      const isIdle = state.state === 'idle';
      write(device, isIdle ? '–' : t('device.title', state.device));
      const isOnCpu = !isIdle && state.device !== 'webgpu';
      write(workers, isOnCpu ? t('machine.workers', state.workers) : '');
      write(reason, strings.text(state.deviceReason));
      write(team, strings.text(state.teamReason));
      write(memory, state.memory > 0 ? t('machine.memory', megabytes(state.memory)) : '–');
      const { loaded, total, isWhole } = state.bytes;
      bar.max = total || 1;
      bar.value = loaded;
      bar.dataset.whole = String(isWhole);
      write(bytes, total > 0 ? t('machine.bytes', megabytes(loaded), megabytes(total)) : '–');
    };
    const painter = new Painter(view, draw);
    return {
      update({ settings }) {
        onward.setAttribute('aria-pressed', String(settings.background));
        painter.request();
      },
      dispose: () => painter.dispose(),
    };
  },
};
