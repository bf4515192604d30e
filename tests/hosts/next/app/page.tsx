import { VERSION } from 'earthmover';
import { Lab } from './lab';

export const dynamic = 'force-dynamic';

export default function Page() {
  return (
    <main>
      <h1>A lab in Next.js</h1>
      <p>
        Rendered by a server with version <output>{VERSION}</output>
      </p>
      <Lab />
    </main>
  );
}
