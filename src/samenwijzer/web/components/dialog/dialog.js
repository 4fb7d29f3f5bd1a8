// Native dialogs: data-opens="id" opens one as modal, a click on what lies behind closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  else if (event.target instanceof HTMLDialogElement) event.target.close();
});
