// The whole page. For now a title only.

export function App() {
  return (
    <main>
      <h1>RocketScope</h1>
    </main>
  )
}
